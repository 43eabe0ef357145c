import type { components } from './schema';

/** A thing of the API by its name in the OpenAPI document: `Schema<'Booking'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
