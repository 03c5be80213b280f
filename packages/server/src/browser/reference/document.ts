/** The parts of the OpenAPI document that are looked at here. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
  readonly components: { readonly securitySchemes: Readonly<Record<string, unknown>> } & Readonly<
    Record<string, unknown>
  >
}

interface OpenApiOperation {
  readonly parameters?: readonly object[]
  readonly security?: readonly Readonly<Record<string, unknown>>[]
}

/**
 * The document as a browser on the same server needs it: the session's cookie and its token go along by themselves, so nobody is
 * asked for them.
 */
export const forThisBrowser = (document: OpenApi): object => {
  const { session: _session, ...securitySchemes } = document.components.securitySchemes
  const paths = Object.entries(document.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, withoutSession(operation)])),
  ])
  return { ...document, paths: Object.fromEntries(paths), components: { ...document.components, securitySchemes } }
}

const withoutSession = ({ parameters = [], security = [], ...operation }: OpenApiOperation): object => ({
  ...operation,
  parameters: parameters.filter((each) => !('$ref' in each && String(each.$ref).endsWith('/CsrfToken'))),
  // What is left is the key, where there may be one.
  security: security.filter((each) => Object.keys(each).length > 0 && !('session' in each)),
})
