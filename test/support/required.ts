/** Whether MOTORPOOL_REQUIRE says that a test must not be left out for want of this. */
export const isRequired = (part: string): boolean => (process.env.MOTORPOOL_REQUIRE ?? '').split(',').includes(part);
