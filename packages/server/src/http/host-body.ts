const isFlat = (value: object): value is Record<string, string | string[]> =>
  Object.values(value).every(
    (each) =>
      typeof each === 'string' || (Array.isArray(each) && each.every((part: unknown) => typeof part === 'string')),
  )

const toForm = (value: Record<string, string | string[]>): string => {
  const form = new URLSearchParams()
  for (const [name, values] of Object.entries(value)) for (const each of [values].flat()) form.append(name, each)
  return form.toString()
}

/**
 * The bytes of a body that the host parsed before the gallery saw the request, as Express's `json()` and `urlencoded()` leave it in
 * `request.body`; `null` where it left nothing that bytes can be made of again.
 *
 * They are read like any others afterwards: nothing of what the host made of them is trusted.
 */
export const parsedBody = (request: object, contentType: string | null): Uint8Array | null => {
  const { body } = request as { body?: unknown }
  if (body instanceof Uint8Array) return body
  if (typeof body === 'string') return Buffer.from(body)
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  if (body === undefined || body === null) return null
  if (type === 'application/json') return Buffer.from(JSON.stringify(body))
  if (type === 'application/x-www-form-urlencoded' && typeof body === 'object' && isFlat(body))
    return Buffer.from(toForm(body))
  return null
}
