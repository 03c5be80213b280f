/** A host with a gallery mounted in it, as the conformance suite meets it. */
export interface ConformanceHost {
  /** Where the gallery is, with its base path and without a slash at the end: `http://127.0.0.1:3000/photos`. */
  readonly baseUrl: string
  /** An administrator of the gallery, which is new: the suite makes what it needs. */
  readonly account: { readonly username: string; readonly password: string }
  /** Sends a request. @default the global `fetch` */
  readonly fetch?: (request: Request) => Promise<Response>
}

/** One thing that must go through a host unharmed. Runs under any test runner: it rejects where the host does harm. */
export interface HostConformanceCase {
  readonly name: string
  readonly run: (host: ConformanceHost) => Promise<void>
}
