export type ContentEncoding = 'br' | 'gzip' | 'identity'

/** The best of what a browser takes. */
export const encodingFor = (acceptEncoding: string | null): ContentEncoding => {
  const parts = (acceptEncoding ?? '').split(',').filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
  const accepted = new Set(parts.map((part) => part.split(';')[0]?.trim().toLowerCase()))
  return accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : 'identity'
}
