declare module 'composeverter' {
  const composeverter: {
    /** The JSON schema of the Compose Specification. */
    getDockerComposeSchemaWithoutFormats(): unknown;
  };
  export default composeverter;
}
