interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** A refusal of the service, as RFC 9457 describes it. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly title: string;
  readonly errors: readonly FieldError[];

  /** @param body everything the service answered, for members such as `alternatives` */
  constructor(
    readonly status: number,
    readonly requestId: string | null,
    readonly body: Readonly<Record<string, unknown>>,
  ) {
    const { title, detail, code, errors } = body;
    const words = typeof title === 'string' ? title : `The service answered ${status}.`;
    super(typeof detail === 'string' ? `${words} ${detail}` : words);
    this.title = words;
    this.code = typeof code === 'string' ? code : 'internal_error';
    this.errors = Array.isArray(errors) ? (errors as FieldError[]) : [];
  }

  /** What is wrong with a field; of `roles`, also what is wrong inside it (`roles.0.roleId`). */
  at(field: string): string | undefined {
    return this.errors.find((error) => error.field === field || error.field.startsWith(`${field}.`))?.message;
  }
}

/** The request never reached the service, or its answer never came back. */
export class LostConnection extends Error {}

/** What is wrong with a field of a form, for an error of any kind. */
export const errorAt = (error: unknown, field: string): string | undefined =>
  error instanceof ApiProblem ? error.at(field) : undefined;

export const problemOf = async (response: Response): Promise<ApiProblem> =>
  new ApiProblem(response.status, response.headers.get('x-request-id'), await bodyOf(response));

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
}
