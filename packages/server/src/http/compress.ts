import { randomBytes, randomInt } from 'node:crypto'
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib'
import { encodingFor } from './accept-encoding.ts'
import type { HeaderMap } from './headers.ts'

/** Below that, an answer fits into what is sent at once anyway. */
const minCharacters = 1_400
/** Above that, others would wait while it is compressed. No page is as long. */
const maxCharacters = 2_000_000
/** A page takes half a millisecond with it, and is a twentieth larger than with twice the work. */
const brotliQuality = 4
const maxPaddingBytes = 64

/**
 * A comment of any length, that says nothing. Who can put words into a page and see how long the answer is could else find out, letter by
 * letter, what stands beside them (BREACH): with it, equal pages have different lengths. Known as “Heal the BREACH” (Palacios et al., 2022).
 */
const padding = (): string => `\n<!--${randomBytes(randomInt(maxPaddingBytes)).toString('base64url')}-->`

/**
 * A page as its reader takes it best. Done at once and not by the threads of Node, where it would wait behind pictures that are being made.
 */
export const compressPage = (
  markup: string,
  acceptEncoding: string | null,
): { readonly body: string | Uint8Array<ArrayBuffer>; readonly headers: HeaderMap } => {
  const encoding = encodingFor(acceptEncoding)
  if (encoding === 'identity' || markup.length < minCharacters || markup.length > maxCharacters)
    return { body: markup, headers: {} }
  const padded = markup + padding()
  const params = { [zlib.BROTLI_PARAM_QUALITY]: brotliQuality, [zlib.BROTLI_PARAM_MODE]: zlib.BROTLI_MODE_TEXT }
  const body = encoding === 'br' ? brotliCompressSync(padded, { params }) : gzipSync(padded)
  return { body: new Uint8Array(body), headers: { 'content-encoding': encoding } }
}
