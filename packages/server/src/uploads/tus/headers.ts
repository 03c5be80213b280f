import { type ChecksumAlgorithm, checksumAlgorithms, inputInvalid, type Upload, type UploadPiece } from '@vitrine/core'
import type { H3Event } from 'h3'
import type { HeaderMap } from '../../http/headers.ts'
import { uploadInvalid } from '../faults.ts'

export const tusVersion = '1.0.0'
export const tusExtensions = ['creation', 'creation-with-upload', 'expiration', 'checksum', 'termination'] as const

/** A length or an offset: digits alone. @throws {VitrineError} `INPUT_INVALID` naming the header. */
export const readCount = (event: H3Event, name: 'upload-length' | 'upload-offset'): number => {
  const value = event.req.headers.get(name)
  const count = value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null
  if (count === null) throw inputInvalid([{ path: name, message: 'Expected a whole number of bytes, 0 or more.' }])
  return count
}

const isAlgorithm = (value: string): value is ChecksumAlgorithm =>
  (checksumAlgorithms as readonly string[]).includes(value)

/** `Upload-Checksum: sha256 <base64>`; `undefined` where there is none. @throws {VitrineError} `INPUT_INVALID` */
export const readChecksum = (event: H3Event): UploadPiece['checksum'] => {
  const value = event.req.headers.get('upload-checksum')
  if (value === null) return undefined
  const [algorithm = '', digest = '', ...rest] = value.split(' ')
  if (!isAlgorithm(algorithm) || rest.length > 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(digest)) {
    const message = `Expected one of ${checksumAlgorithms.join(', ')}, a space and the digest in base64.`
    throw inputInvalid([{ path: 'upload-checksum', message }])
  }
  return { algorithm, digest: Buffer.from(digest, 'base64') }
}

const maxPairs = 50

/**
 * `Upload-Metadata`: names, each with a value in base64, joined by commas.
 *
 * @throws {VitrineError} `UPLOAD_INVALID` naming the entry.
 */
export const readMetadata = (event: H3Event): ReadonlyMap<string, string> => {
  const values = new Map<string, string>()
  const header = event.req.headers.get('upload-metadata')?.trim() ?? ''
  if (header === '') return values
  const pairs = header.split(',')
  if (pairs.length > maxPairs) throw uploadInvalid('upload-metadata', `it has more than ${maxPairs} entries`)
  for (const pair of pairs) {
    const [name = '', encoded = '', ...rest] = pair.trim().split(' ')
    if (name === '' || rest.length > 0) throw uploadInvalid('upload-metadata', 'an entry is malformed')
    if (values.has(name)) throw uploadInvalid(name, 'it is named twice')
    values.set(name, decodeText(name, encoded))
  }
  return values
}

const decodeText = (name: string, encoded: string): string => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) throw uploadInvalid(name, 'its value is not base64')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64'))
  } catch (cause) {
    throw uploadInvalid(name, 'its value is not UTF-8', cause)
  }
}

/** What an answer says of an upload: how far it is, and what it became. */
export const toHeaders = ({ bytes, offsetBytes, expiresAt, outcome }: Upload): HeaderMap => ({
  'upload-offset': String(offsetBytes),
  'upload-length': String(bytes),
  ...(outcome
    ? {
        'vitrine-photo-id': String(outcome.photoId),
        'vitrine-duplicate': String(outcome.duplicate),
        ...(outcome.waits ? { 'vitrine-waits': 'true' } : {}),
      }
    : { 'upload-expires': new Date(expiresAt).toUTCString() }),
})
