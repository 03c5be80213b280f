import type { PasskeyProof } from '@vitrine/core'

/** What a script put into a form: the answer of a passkey, as far as it is JSON at all; the gallery checks the rest. `null` where there is none. */
export const readPasskey = (form: URLSearchParams): PasskeyProof | null => {
  const [ceremony, credential] = [form.get('ceremony'), form.get('credential')]
  if (!ceremony || !credential) return null
  try {
    return { ceremony, credential: JSON.parse(credential) as PasskeyProof['credential'] }
  } catch {
    return null
  }
}
