/** The JSON of WebAuthn Level 3, for browsers that have passkeys but not yet the functions that read and write it. */

type Json = Record<string, unknown>
interface Described {
  id: string
  type: PublicKeyCredentialType
  transports?: AuthenticatorTransport[]
}

const toBytes = (text: string): ArrayBuffer =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0)).buffer

const toText = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

const described = (list: unknown): PublicKeyCredentialDescriptor[] =>
  ((list ?? []) as Described[]).map((each) => ({ ...each, id: toBytes(each.id) }))

export const createOptions = (options: Json): PublicKeyCredentialCreationOptions => {
  if ('parseCreationOptionsFromJSON' in PublicKeyCredential)
    return PublicKeyCredential.parseCreationOptionsFromJSON(options as never)
  const user = options.user as { id: string; name: string; displayName: string }
  return {
    ...options,
    challenge: toBytes(options.challenge as string),
    user: { ...user, id: toBytes(user.id) },
    excludeCredentials: described(options.excludeCredentials),
  } as PublicKeyCredentialCreationOptions
}

export const requestOptions = (options: Json): PublicKeyCredentialRequestOptions => {
  if ('parseRequestOptionsFromJSON' in PublicKeyCredential)
    return PublicKeyCredential.parseRequestOptionsFromJSON(options as never)
  return {
    ...options,
    challenge: toBytes(options.challenge as string),
    allowCredentials: described(options.allowCredentials),
  } as PublicKeyCredentialRequestOptions
}

export const toJson = (credential: PublicKeyCredential): Json => {
  const { id, rawId, type } = credential
  const { clientDataJSON, ...response } = read(credential.response)
  // No more than the gallery reads: a form has to hold it.
  return { id, rawId: toText(rawId), type, response: { clientDataJSON: toText(clientDataJSON), ...response } }
}

const read = (response: AuthenticatorResponse): { clientDataJSON: ArrayBuffer } & Json => {
  const { clientDataJSON } = response
  if (response instanceof AuthenticatorAttestationResponse) {
    const transports = response.getTransports?.() ?? []
    return { clientDataJSON, attestationObject: toText(response.attestationObject), transports }
  }
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse
  return {
    clientDataJSON,
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle && toText(userHandle),
  }
}
