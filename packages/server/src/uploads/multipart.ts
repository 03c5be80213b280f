import { PassThrough, type Readable } from 'node:stream'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { VitrineError } from '@vitrine/core'
import { drain } from '../http/drain.ts'
import { uploadInvalid } from './faults.ts'
import { type StagedFile, stage } from './staging.ts'

export interface UploadedFile {
  readonly fileName: string
  /** Ends only after the whole request was found right; fails where it was not. */
  readonly content: Readable
}

export type FieldList = ReadonlyArray<readonly [name: string, value: string]>

export interface UploadRequest<T> {
  readonly contentType: string
  /** Largest file taken, in bytes. */
  readonly maxBytes: number
  /** Enough fields to begin with? Then the file is handed on while it arrives. */
  readonly isReady: (fields: FieldList) => boolean
  readonly store: (fields: FieldList, file: UploadedFile) => Promise<T>
}

const maxFields = 50
const maxFieldBytes = 16 * 1024

const createParser = (contentType: string, maxBytes: number): BusboyInstance => {
  try {
    return Busboy({
      headers: { 'content-type': contentType },
      limits: {
        files: 1,
        fields: maxFields,
        parts: maxFields + 1,
        fieldNameSize: 100,
        fieldSize: maxFieldBytes,
        fileSize: maxBytes,
        headerPairs: 20,
        headerSize: 8 * 1024,
      },
      isPartAFile: (_name, _type, fileName) => fileName !== undefined,
    })
  } catch (cause) {
    throw uploadInvalid('', 'it has no multipart boundary', cause)
  }
}

/**
 * Reads a multipart request with one file, without ever holding it in memory.
 *
 * Where the fields that `isReady` waits for came first, the file goes straight to `store`; its stream ends only when the last
 * boundary was seen, so that a request that is cut off, or turns out wrong at its end, stores nothing. Where the file came
 * first, it is put aside on disk until the fields are there. A field after a file that is on its way already is refused.
 *
 * @throws {VitrineError} `UPLOAD_INVALID` naming the part, `MEDIA_TOO_LARGE`, and what `store` throws.
 */
export const readUpload = async <T>(source: Readable, request: UploadRequest<T>): Promise<T> => {
  const { contentType, maxBytes, isReady, store } = request
  const parser = createParser(contentType, maxBytes)
  const fields: [string, string][] = []
  let fault: unknown
  let streamed: { gate: PassThrough; result: Promise<T> } | undefined
  let staged: (StagedFile & { fileName: string }) | undefined
  let arriving: Readable | undefined

  const parsed = new Promise<void>((resolve) => {
    const fail = (error: unknown): void => {
      if (fault !== undefined) return
      fault = error
      source.unpipe(parser)
      // Its end will not come any more: whoever waits for it must hear so.
      arriving?.destroy(error instanceof Error ? error : undefined)
      streamed?.gate.destroy(error instanceof Error ? error : new Error('The upload failed.'))
      resolve()
    }

    parser.on('field', (name, value, _nameTruncated, valueTruncated) => {
      if (valueTruncated) fail(uploadInvalid(name ?? '', `a field has more than ${maxFieldBytes} bytes`))
      else if (streamed) fail(uploadInvalid(name ?? '', 'a field comes after the file; send the fields first'))
      else fields.push([name ?? '', value])
    })
    parser.on('file', (name, file, fileName) => {
      // What was handed over before the fault is still parsed.
      if (fault !== undefined) {
        file.resume()
        return
      }
      // A fault of the parser in the middle of a file reaches the file, not the parser.
      file.on('error', (cause) => fail(uploadInvalid('file', 'the file part is malformed', cause)))
      file.on('limit', () => {
        fail(new VitrineError('MEDIA_TOO_LARGE', { details: { bytes: maxBytes + 1, maxBytes } }))
      })
      if (name !== 'file') {
        file.resume()
        fail(uploadInvalid(name ?? '', 'a file is expected in the part "file" only'))
        return
      }
      arriving = file
      if (isReady(fields)) {
        const gate = new PassThrough()
        // Whoever reads it is told by the stream itself; nobody may be reading any more.
        gate.on('error', () => {})
        const result = store(fields, { fileName, content: gate })
        streamed = { gate, result }
        result.catch(fail)
        file.pipe(gate, { end: false })
      } else {
        staged = { ...stage(file), fileName }
        staged.written.catch(fail)
      }
    })
    parser.on('filesLimit', () => fail(uploadInvalid('file', 'it has more than one file')))
    parser.on('fieldsLimit', () => fail(uploadInvalid('', `it has more than ${maxFields} fields`)))
    parser.on('partsLimit', () => fail(uploadInvalid('', `it has more than ${maxFields + 1} parts`)))
    parser.on('error', (cause) => fail(uploadInvalid('', 'it ends before its last boundary, or is malformed', cause)))
    parser.on('finish', () => resolve())
    source.on('error', (cause) => fail(uploadInvalid('', 'the connection was lost', cause)))
    source.on('close', () => {
      if (!source.readableEnded) fail(uploadInvalid('', 'the connection was lost'))
    })
    source.pipe(parser)
  })

  try {
    await parsed
    if (fault === undefined && !streamed && !staged) fault = uploadInvalid('file', 'the part "file" is missing')
    if (fault !== undefined) throw fault
    if (streamed) {
      streamed.gate.end()
      return await streamed.result
    }
    // Not reached without one: the line above says so for the reader, this one for the compiler.
    if (!staged) throw uploadInvalid('file', 'the part "file" is missing')
    await staged.written
    return await store(fields, { fileName: staged.fileName, content: staged.open() })
  } catch (error) {
    drain(source)
    // The store has let go of everything before the answer is sent.
    await streamed?.result.catch(() => {})
    throw error
  } finally {
    await staged?.remove()
  }
}
