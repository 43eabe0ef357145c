import { useQuery } from '@tanstack/react-query';
import { errorAt } from '../../api/api-problem';
import { rolesQuery } from '../../api/choices';
import type { Schema } from '../../api/types';
import { rules } from '../../messages/rules';
import { Button } from '../../ui/button';
import { Check, Choices } from '../../ui/fields/choices';
import { NumberField } from '../../ui/fields/number-field';
import { Select } from '../../ui/fields/select';
import { TextField } from '../../ui/fields/text-field';
import { HoursField } from '../hours-field';
import { LengthField } from './length-field';

const m = rules.flows;
const MOST_STEPS = 5;
const USUAL_HOURS = 24;

export type Flow = Schema<'ApprovalFlow'>;
type Conditions = Flow['conditions'];

interface FieldsProps {
  value: Omit<Flow, 'id' | 'version'>;
  onChange: (change: Partial<Omit<Flow, 'id' | 'version'>>) => void;
  error: Error | null;
}

export function FlowFields({ value, onChange, error }: FieldsProps) {
  return (
    <>
      <TextField
        label={rules.name}
        value={value.name}
        onChange={(name) => onChange({ name })}
        error={errorAt(error, 'name')}
        maxLength={100}
      />
      <ConditionFields value={value} onChange={onChange} error={error} />
      <StepFields value={value} onChange={onChange} error={error} />
      <Check
        label={m.secondPerson}
        help={m.secondPersonHelp}
        isChecked={value.requireSecondPerson}
        onChange={(requireSecondPerson) => onChange({ requireSecondPerson })}
      />
      <NoAnswerFields value={value} onChange={onChange} error={error} />
    </>
  );
}

/** Without what is not asked for: the service takes no nulls here. */
function withCondition(conditions: Conditions, change: Partial<Record<keyof Conditions, unknown>>): Conditions {
  const all = Object.entries({ ...conditions, ...change });
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== false)) as Conditions;
}

function ConditionFields({ value: { conditions }, onChange, error }: FieldsProps) {
  const set = (change: Partial<Record<keyof Conditions, unknown>>) =>
    onChange({ conditions: withCondition(conditions, change) });
  const flag = (key: 'always' | 'personalUse' | 'interBranch' | 'recurring') => (
    <Check label={m[key]} isChecked={conditions[key] ?? false} onChange={(isOn) => set({ [key]: isOn })} />
  );
  return (
    <fieldset className="fieldset">
      <legend className="field-label">{m.whenTitle}</legend>
      <p className="field-help">{m.whenHelp}</p>
      {flag('always')}
      {!conditions.always && (
        <>
          {flag('personalUse')}
          {flag('interBranch')}
          {flag('recurring')}
          <HoursField
            label={m.outside}
            field="conditions.outsideHours"
            value={conditions.outsideHours ?? null}
            onChange={(outsideHours) => set({ outsideHours })}
            error={error}
          />
          <LengthField
            label={m.longerThan}
            help={m.longerThanHelp}
            value={conditions.longerThanMinutes ?? null}
            onChange={(longerThanMinutes) => set({ longerThanMinutes })}
            error={errorAt(error, 'conditions.longerThanMinutes')}
          />
          <Choices
            label={m.weekdays}
            isOptional
            options={rules.weekdays}
            value={(conditions.weekdays ?? []).map(String)}
            onChange={(days) => set({ weekdays: days.length > 0 ? days.map(Number).sort() : null })}
            error={errorAt(error, 'conditions.weekdays')}
          />
        </>
      )}
    </fieldset>
  );
}

function StepFields({ value: { steps }, onChange, error }: FieldsProps) {
  const { data: roles = [] } = useQuery(rolesQuery);
  const approvers = roles.filter(({ permissions }) => permissions.includes('approvals.decide'));
  const change = (index: number, step: Partial<Flow['steps'][number]>) =>
    onChange({ steps: steps.map((each, at) => (at === index ? { ...each, ...step } : each)) });
  return (
    <fieldset className="fieldset">
      <legend className="field-label">{m.stepsTitle}</legend>
      <p className="field-help">{m.stepsHelp}</p>
      {steps.map(({ name, approverRoleId }, index) => (
        <div className="rule-part" key={index}>
          <TextField
            label={m.stepName(index + 1)}
            value={name}
            onChange={(typed) => change(index, { name: typed })}
            error={errorAt(error, `steps.${index}.name`)}
            maxLength={60}
          />
          <Select
            label={m.approver(index + 1)}
            none={m.anyApprover}
            options={approvers}
            value={approverRoleId ?? ''}
            onChange={(id) => change(index, { approverRoleId: id || null })}
            error={errorAt(error, `steps.${index}.approverRoleId`)}
          />
          {steps.length > 1 && (
            <Button
              kind="plain"
              aria-label={m.removeStep(index + 1)}
              onPress={() => onChange({ steps: steps.filter((_, at) => at !== index) })}
            >
              {m.removeStepShort}
            </Button>
          )}
        </div>
      ))}
      {steps.length < MOST_STEPS && (
        <div>
          <Button
            onPress={() => onChange({ steps: [...steps, { name: m.step(steps.length + 1), approverRoleId: null }] })}
          >
            {m.addStep}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

const NO_ANSWERS = (['lapse', 'escalate'] as const).map((id) => ({ id, name: m.noAnswers[id] }));

function NoAnswerFields({ value: { noAnswer }, onChange, error }: FieldsProps) {
  const choose = (id: string) => {
    const then = NO_ANSWERS.find((each) => each.id === id)?.id;
    onChange({ noAnswer: then ? { afterHours: noAnswer?.afterHours ?? USUAL_HOURS, then } : null });
  };
  return (
    <>
      <Select
        label={m.noAnswer}
        none={m.noAnswers.nothing}
        options={NO_ANSWERS}
        value={noAnswer?.then ?? ''}
        onChange={choose}
        error={errorAt(error, 'noAnswer.then')}
      />
      {noAnswer && (
        <NumberField
          label={m.afterHours}
          value={noAnswer.afterHours}
          onChange={(afterHours) => onChange({ noAnswer: { ...noAnswer, afterHours: afterHours as number } })}
          error={errorAt(error, 'noAnswer.afterHours')}
        />
      )}
    </>
  );
}
