import type { OpenAPIObject } from '@nestjs/swagger';
import { NamedParameters } from './openapi-parameters.js';
import { NamedResponses } from './openapi-responses.js';

type Json = Record<string, unknown>;
interface NamedOperation {
  operationId: string;
  parameters?: Json[];
  responses: Record<string, Json>;
}

const header = (description: string, schema: Json = { type: 'string' }) => ({ description, schema });

/** By their names in the document; the headers themselves are `X-Request-Id` and so on. */
const headers = {
  RequestId: header('The id of this request. Include it when you report a problem.'),
  ETag: header('Version tag. Send it back in If-Match, or in If-None-Match.'),
  RetryAfter: header('How many seconds to wait before trying again.', { type: 'integer', minimum: 0 }),
  RateLimit: header('What is left of the limit, and in how many seconds it resets: `"name";r=0;t=60`.'),
  RateLimitPolicy: header('The limit: how many requests in how many seconds: `"name";q=300;w=3600`.'),
};
type Header = keyof typeof headers;
const headerNames: Record<Header, string> = {
  RequestId: 'X-Request-Id',
  ETag: 'ETag',
  RetryAfter: 'Retry-After',
  RateLimit: 'RateLimit',
  RateLimitPolicy: 'RateLimit-Policy',
};

/** Moves what operations share into components, and gives each response a name and its headers. */
export function shareComponents(document: OpenAPIObject): void {
  const operations = [...Object.values(document.paths), ...Object.values(document.webhooks as object)].flatMap(
    (item) => Object.values(item as object) as NamedOperation[],
  );
  const [responses, parameters] = [new NamedResponses(), new NamedParameters()];
  for (const operation of operations) {
    for (const [status, response] of Object.entries(operation.responses)) {
      // The answers of webhook receivers do not have our headers.
      if (status !== '2XX') addHeaders(response, Number(status), '304' in operation.responses);
      responses.add(operation.operationId, Number.parseInt(status), response);
    }
    for (const parameter of operation.parameters ?? []) parameters.add(operation.operationId, parameter);
  }
  for (const operation of operations) {
    for (const [status, response] of Object.entries(operation.responses)) {
      operation.responses[status] = responses.referenceTo(Number.parseInt(status), response);
    }
    operation.parameters = operation.parameters?.map((parameter) => parameters.referenceTo(parameter));
  }
  const named = { parameters: parameters.components(), responses: responses.components(), headers };
  Object.assign(document.components!, named);
}

function addHeaders(response: Json, status: number, isConditional: boolean): void {
  const carried: Header[] = ['RequestId'];
  if ('headers' in response || (isConditional && status < 400)) carried.push('ETag');
  if (status === 429 || status === 503) carried.push('RetryAfter');
  if (status === 429) carried.push('RateLimit', 'RateLimitPolicy');
  response.headers = Object.fromEntries(
    carried.map((name) => [headerNames[name], { $ref: `#/components/headers/${name}` }]),
  );
}
