import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import type { Config } from '../config/config.js';
import { addProblems, problemSchema } from './openapi-problems.js';

/** Serves `/openapi.json` and a page to read it at `/docs`. */
export function serveOpenApi(app: NestFastifyApplication, config: Config): void {
  let document: OpenAPIObject | undefined;
  const make = () => (document ??= openApiDocument(app, config));
  SwaggerModule.setup('docs', app, make, { jsonDocumentUrl: 'openapi.json', yamlDocumentUrl: 'openapi.yaml' });
}

function openApiDocument(app: NestFastifyApplication, config: Config): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Motorpool')
    .setDescription('Bookings, approvals, people and access of one organisation. Errors are RFC 9457 problem details.')
    .setVersion('1')
    .addServer(config.publicUrl)
    .addCookieAuth(sessionCookieName(config), { type: 'apiKey', in: 'cookie' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, builder, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? { schema: jsonSchemaOf(schema, schemaType) } : undefined,
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
  };
  addProblems(app, document);
  return document;
}

/** `__Host-` binds the cookie to this origin, and browsers take it over HTTPS only. */
export const sessionCookieName = (config: Config): string =>
  config.publicUrl.startsWith('https:') ? '__Host-motorpool' : 'motorpool';

function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...converted } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
  return converted;
}
