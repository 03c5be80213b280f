declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  export interface SwaggerRequest {
    url: string
    method: string
    headers: Record<string, string>
  }
  export interface SwaggerResponse {
    readonly url: string
    readonly status: number
    readonly text?: string
  }
  const SwaggerUI: (options: {
    readonly spec: object
    readonly domNode: Element
    readonly deepLinking: boolean
    readonly docExpansion: 'list' | 'full' | 'none'
    readonly defaultModelsExpandDepth: number
    readonly displayRequestDuration: boolean
    readonly filter: boolean
    readonly persistAuthorization: boolean
    readonly validatorUrl: null
    readonly requestInterceptor: (request: SwaggerRequest) => SwaggerRequest
    readonly responseInterceptor: (response: SwaggerResponse) => SwaggerResponse
  }) => unknown
  // biome-ignore lint/style/noDefaultExport: it is what the bundle has
  export default SwaggerUI
}
