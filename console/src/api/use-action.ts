import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';

interface Options<Output> {
  /** Queries that are read again after success. */
  refreshes?: QueryKey[];
  onDone?: (output: Output) => void;
  /** Of its name, one is sent after the other: where a choice may change again before the answer is there. */
  queue?: string;
}

/** One thing that a button does: `run(input)`, `isPending`, `error`. */
export function useAction<Input = void, Output = unknown>(
  act: (input: Input) => Promise<Output>,
  { refreshes = [], onDone, queue }: Options<Output> = {},
) {
  const client = useQueryClient();
  const { mutate, isPending, error, reset, isSuccess } = useMutation<Output, Error, Input>({
    mutationFn: act,
    ...(queue && { scope: { id: queue } }),
    onSuccess: async (output) => {
      await Promise.all(refreshes.map((queryKey) => client.invalidateQueries({ queryKey })));
      onDone?.(output);
    },
  });
  return { run: mutate, isPending, isDone: isSuccess, error, reset };
}
