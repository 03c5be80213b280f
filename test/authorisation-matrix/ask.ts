import { type ApiErrorCode, ErrorBody, errorsOf, type Operation } from '@vitrine/sdk/contract'
import * as v from 'valibot'
import { statusOf } from '../../packages/server/src/http/status.ts'

/** What came back, held against the contract. */
export interface Answer {
  /** `ok`, or the code of the error. */
  readonly is: string
  /** All of it that a person or a program can read: headers and body. */
  readonly told: string
  /** What in it is not as the contract says. */
  readonly faults: readonly string[]
}

/** A request made of nothing but the operation's route: what any program would send. */
export const requestOf = (
  origin: string,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  file: File | undefined,
): Request => {
  const rest = new Map(Object.entries(input))
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest.get(name))
    rest.delete(name)
    return encodeURIComponent(value)
  })
  const url = new URL(`${origin}/api/v1${path}`)
  const { method, encoding } = operation
  if (operation.input.query) for (const [name, value] of textsOf(rest)) url.searchParams.append(name, value)
  if (encoding === 'json')
    return new Request(url, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(rest)),
    })
  if (encoding === undefined) return new Request(url, { method })
  const form = new FormData()
  for (const [name, value] of textsOf(rest)) form.append(name, value)
  if (file) form.append('file', file)
  return new Request(url, { method, body: form })
}

const textsOf = (values: ReadonlyMap<string, unknown>): [string, string][] =>
  [...values].flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each): [string, string] => [name, String(each)]),
  )

const statusesOf = ({ status, encoding }: Operation): readonly number[] =>
  // What was there already is no new thing.
  encoding === 'multipart' && status === 201 ? [200, 201] : [status]

/** Reads an answer, and says where it departs from the contract. */
export const readAnswer = async (operation: Operation, response: Response): Promise<Answer> => {
  const { status } = response
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  if (status < 400 && response.headers.get('content-type')?.startsWith('text/event-stream')) {
    // It has no end: that it began is all there is to know.
    await response.body?.cancel()
    return { is: 'ok', told: headers, faults: statusFault(operation, status) }
  }
  const bytes = Buffer.from(await response.arrayBuffer())
  const told = `${headers}\n\n${bytes.toString('latin1')}`
  if (status >= 400) return readFailure(operation, status, bytes, told)
  const faults = statusFault(operation, status)
  if (operation.answer === 'none' && bytes.length > 0) faults.push('has a body')
  if (operation.output) {
    const result = v.safeParse(operation.output, JSON.parse(bytes.toString()))
    if (!result.success) faults.push(JSON.stringify(v.flatten(result.issues)))
  }
  return { is: 'ok', told, faults }
}

const statusFault = (operation: Operation, status: number): string[] =>
  statusesOf(operation).includes(status) ? [] : [`status ${status}`]

const readFailure = (operation: Operation, status: number, bytes: Buffer, told: string): Answer => {
  const result = v.safeParse(ErrorBody, JSON.parse(bytes.toString()))
  if (!result.success) return { is: `status ${status}`, told, faults: ['the body is not that of an error'] }
  const { code } = result.output.error
  const faults: string[] = []
  if (!errorsOf(operation).includes(code as ApiErrorCode))
    faults.push(`${code} is not among the errors of the operation`)
  if (statusOf[code as ApiErrorCode] !== status) faults.push(`status ${status} with ${code}`)
  if (!told.includes('cache-control: no-store')) faults.push('may be cached')
  return { is: code, told, faults }
}
