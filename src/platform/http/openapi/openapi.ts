import './common-fields.docs.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import type { Config } from '../../config/config.js';
import { titlePage, webhookDocs } from './api-docs.js';
import { describeOperations } from './openapi-operations.js';
import { SchemaComponents } from './openapi-schemas.js';
import { shareComponents } from './openapi-shared.js';
import { describeProperties, Examples } from './openapi-words.js';
import { serveReference } from '../../reference/serve-reference.js';

/** Serves `/openapi.json`, `/openapi.yaml`, and pages to read it at `/docs`. */
export function serveOpenApi(app: NestFastifyApplication, config: Config): void {
  let document: OpenAPIObject | undefined;
  const make = () => (document ??= openApiDocument(app, config));
  const addresses = { jsonDocumentUrl: 'openapi.json', yamlDocumentUrl: 'openapi.yaml' };
  SwaggerModule.setup('docs', app, make, { ...addresses, ui: false, raw: ['json', 'yaml'] });
  serveReference(app, make);
}

/** The OpenAPI document of an application, which need not be started and needs only its controllers. */
export function openApiDocument(app: NestFastifyApplication, config: Config): OpenAPIObject {
  const schemas = new SchemaComponents();
  const { description, tags } = titlePage();
  const { paths } = SwaggerModule.createDocument(app, {} as never, {
    operationIdFactory: (controller, method) => `${controller}.${method}`,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? { schema: schemas.convert(schema, schemaType) } : undefined,
  });
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Motorpool',
      version: '1',
      summary: 'Book shared vehicles: bookings, approvals, people and access of one organisation.',
      description,
      contact: { name: 'The administrators of this service', url: config.publicUrl },
      license: { name: 'UNLICENSED', identifier: 'LicenseRef-UNLICENSED' },
    },
    // The server that served the document, so that it works behind every proxy.
    servers: [{ url: '/' }],
    tags: [...tags],
    paths,
    webhooks: {},
    components: { securitySchemes: securitySchemes(config) },
  };
  const examples = new Examples(schemas);
  describeOperations(app, document as never, schemas, examples);
  document.webhooks = webhooks(schemas, examples);
  describeProperties(schemas.all());
  Object.assign(document.components, { schemas: schemas.all(), examples: examples.components() });
  shareComponents(document as never);
  return document as never;
}

const securitySchemes = (config: Config) => {
  const scopes = {
    'api:read': 'Read what the person or the service account may read.',
    'api:write': 'Change what the person or the service account may change.',
  };
  const tokenUrl = `${config.publicUrl}/oidc/token`;
  return {
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: sessionCookieName(config),
      description: 'The session cookie, which a sign-in sets. Changes must come from this service’s own origin.',
    },
    oauth2: {
      type: 'oauth2',
      description: 'An access token of this service’s OpenID provider, in `Authorization: Bearer`.',
      flows: {
        authorizationCode: {
          authorizationUrl: `${config.publicUrl}/oidc/auth`,
          tokenUrl,
          refreshUrl: tokenUrl,
          scopes,
        },
        clientCredentials: { tokenUrl, scopes },
      },
    },
  };
};

function webhooks(schemas: SchemaComponents, examples: Examples) {
  const described = [...webhookDocs()].map(([name, { body, ...words }]) => {
    const schema = schemas.convert(body, 'output');
    const content = { 'application/json': { schema, examples: examples.for(schema) } };
    const responses = { '2XX': { description: 'Received. Any other response is retried.' } };
    const post = {
      ...words,
      tags: ['Notifications and webhooks'],
      security: [],
      requestBody: { required: true, content },
      responses,
    };
    return [name, { post }];
  });
  return Object.fromEntries(described) as object;
}

/** `__Host-` binds the cookie to this origin, and browsers take it over HTTPS only. */
export const sessionCookieName = (config: Config): string =>
  config.publicUrl.startsWith('https:') ? '__Host-motorpool' : 'motorpool';
