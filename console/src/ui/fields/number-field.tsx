import { useState } from 'react';
import { TextField, type TextFieldProps } from './text-field';

interface NumberFieldProps extends Omit<TextFieldProps, 'value' | 'onChange' | 'type' | 'inputMode' | 'isLong'> {
  value: number | null;
  /** Null where the field is empty; what is no number is told as 0, which the service refuses where it makes no sense. */
  onChange: (value: number | null) => void;
}

const numberOf = (text: string): number | null =>
  text.trim() === '' ? null : Number(text.replaceAll(/[\s,]/g, '')) || 0;

/** A whole number. A phone shows its keypad; the arrow keys and the wheel do not change it by accident. */
export function NumberField({ value, onChange, ...field }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  // What was typed stays as it was typed, as long as it means the value.
  const shown = typed !== null && (numberOf(typed) ?? 0) === (value ?? 0) ? typed : String(value ?? '');
  const type = (text: string) => {
    setTyped(text);
    onChange(numberOf(text));
  };
  return <TextField {...field} inputMode="numeric" value={shown} onChange={type} />;
}
