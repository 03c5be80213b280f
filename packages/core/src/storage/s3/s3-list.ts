import type { S3Client } from './s3-client.ts'

/** An object as the service lists it. */
export interface ListedObject {
  /** With the prefix. */
  readonly key: string
  readonly bytes: number
  readonly modifiedAt: Date
}

/** Objects in the order of their keys, a thousand to a request. */
export async function* listObjects(
  client: S3Client,
  { prefix, after }: { prefix: string; after: string },
): AsyncGenerator<ListedObject> {
  for (let token: string | undefined; ; ) {
    const { root, values, items } = await client.ask(
      {
        method: 'GET',
        query: {
          'list-type': '2',
          // What cannot be said in XML is written as in an address.
          'encoding-type': 'url',
          ...(prefix === '' ? {} : { prefix }),
          ...(after === '' ? {} : { 'start-after': after }),
          ...(token === undefined ? {} : { 'continuation-token': token }),
        },
      },
      'Contents',
    )
    // A page of something that stands before the service must not pass for a bucket with nothing in it.
    if (root !== 'ListBucketResult') throw new Error('The service did not answer with a list')
    for (const { Key = '', Size, LastModified = '' } of items)
      yield { key: decode(Key), bytes: Number(Size), modifiedAt: new Date(LastModified) }
    if (values.IsTruncated !== 'true') return
    const next = values.NextContinuationToken
    if (!next || next === token) throw new Error('The service has more to list, and does not say where it goes on')
    token = next
  }
}

/** Uploads in parts that were begun and not finished. */
export async function* listUploads(
  client: S3Client,
  prefix: string,
): AsyncGenerator<{ readonly key: string; readonly uploadId: string; readonly startedAt: Date }> {
  for (let after: Record<string, string> = {}; ; ) {
    const { values, items } = await client.ask(
      { method: 'GET', query: { uploads: '', 'encoding-type': 'url', ...(prefix === '' ? {} : { prefix }), ...after } },
      'Upload',
    )
    for (const { Key = '', UploadId = '', Initiated = '' } of items)
      yield { key: decode(Key), uploadId: UploadId, startedAt: new Date(Initiated) }
    if (values.IsTruncated !== 'true' || !values.NextKeyMarker) return
    after = { 'key-marker': decode(values.NextKeyMarker), 'upload-id-marker': values.NextUploadIdMarker ?? '' }
  }
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))
