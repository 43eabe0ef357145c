import { useId, useRef } from 'react';
import { ApiProblem, errorAt } from '../api/api-problem';
import { api, dataOf, ifMatch } from '../api/client';
import { useAction } from '../api/use-action';
import { vehicles } from '../messages/vehicles';
import { Button } from '../ui/button';
import { FieldNotes } from '../ui/fields/field';
import { messageOf } from '../ui/notice';
import { toast } from '../ui/layers/toast';
import { VEHICLES, type Vehicle } from './vehicles-query';

const m = vehicles.photo;
export const PHOTO_TYPES = 'image/jpeg,image/png,image/webp';

/** Sends the file as it is: the service makes a small picture of it, and tells what it cannot use. */
export const sendPhoto = ({ id, version }: Pick<Vehicle, 'id' | 'version'>, file: File): Promise<Vehicle> =>
  dataOf(
    api.PUT('/api/v1/vehicles/{id}/photo', {
      params: { path: { id } },
      body: file as unknown as string,
      bodySerializer: (body) => body,
      headers: { ...ifMatch({ id, version }), 'Content-Type': file.type || 'application/octet-stream' },
    }),
  );

/** What is wrong with a photo, for its field. */
export function photoError(error: Error | null): string | undefined {
  if (!error) return undefined;
  if (error instanceof ApiProblem && error.status === 413) return m.tooLarge;
  if (error instanceof ApiProblem && error.status === 415) return m.help;
  return errorAt(error, 'photo') ?? messageOf(error);
}

interface PhotoFieldProps {
  label: string;
  onFile: (file: File) => void;
  isPending?: boolean;
  error?: string | undefined;
  help?: string;
}

/** The browser's own field for files, behind a button that looks like the others. */
export function PhotoField({ label, onFile, isPending, error, help = m.help }: PhotoFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div className="field">
      <input
        ref={input}
        type="file"
        accept={PHOTO_TYPES}
        aria-label={label}
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
          target.value = '';
        }}
      />
      <div>
        <Button
          isPending={isPending}
          aria-describedby={`${id}-help ${id}-error`}
          onPress={() => input.current?.click()}
        >
          {label}
        </Button>
      </div>
      <FieldNotes id={id} label={label} help={help} error={error} />
    </div>
  );
}

/** The photo of a vehicle, with the buttons that change it. */
export function VehiclePhoto({ vehicle, canChange }: { vehicle: Vehicle; canChange: boolean }) {
  const { id, name, photoUrl } = vehicle;
  const send = useAction((file: File) => sendPhoto(vehicle, file), {
    refreshes: [VEHICLES],
    onDone: () => toast(m.saved),
  });
  const remove = useAction(
    () => api.DELETE('/api/v1/vehicles/{id}/photo', { params: { path: { id } }, headers: ifMatch(vehicle) }),
    { refreshes: [VEHICLES], onDone: () => toast(m.removed) },
  );
  if (!photoUrl && !canChange) return null;
  return (
    <div className="vehicle-photo">
      {photoUrl ? <img src={photoUrl} alt={m.of(name)} /> : <div className="vehicle-photo-none">{m.none}</div>}
      {canChange && (
        <div className="row">
          <PhotoField
            label={m.choose}
            onFile={(file) => {
              remove.reset();
              send.run(file);
            }}
            isPending={send.isPending}
            error={photoError(send.error ?? remove.error)}
          />
          {photoUrl && (
            <Button kind="plain" isPending={remove.isPending} onPress={() => remove.run()}>
              {m.remove}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
