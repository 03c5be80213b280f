import { type ApiErrorCode, ErrorBody, errorsOf } from '@vitrine/sdk/contract'
import * as v from 'valibot'
import { statusOf } from '../../packages/server/src/http/status.ts'
import { type Described, findDescribed } from './document.ts'
import type { Drawn } from './requests.ts'
import type { Sent } from './send.ts'
import type { Template } from './template.ts'

/** What of the inside never belongs into an answer. */
const insides = /node_modules|SqliteError|SQLITE_|\.ts:\d+:\d+|vitrine-fuzz-/

/** What is wrong with an answer; empty where all is well. */
export const faultsOf = async (
  drawn: Drawn,
  { method, pathname, response }: Sent,
  { secrets }: Template,
): Promise<string[]> => {
  const { status, headers } = response
  const faults: string[] = []
  if (status >= 500) faults.push(`status ${status}`)
  if (headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel()
    return faults
  }
  const bytes = Buffer.from(await response.arrayBuffer())
  const text = bytes.toString()
  const told = `${[...headers].flat().join('\n')}\n${text}`
  // Whoever looks through other eyes chooses with their own whose.
  const isAdministrator = /^admin/.test(drawn.actor) || (drawn.actor === 'preview' && pathname === '/api/v1/view-as')
  if (!isAdministrator) {
    const lower = told.toLowerCase()
    for (const secret of secrets) if (lower.includes(secret)) faults.push(`tells ${secret}`)
  }
  if (insides.test(told)) faults.push('is about its inside')
  const asked = findDescribed(method === 'HEAD' ? 'GET' : method, pathname)
  if (method === 'HEAD') return [...faults, ...statusFaults(asked, status)]
  if (status >= 400) faults.push(...failureFaults(asked, status, text))
  else if (asked) faults.push(...successFaults(asked, status, bytes))
  else if (pathname.startsWith('/api/')) faults.push(`status ${status} for what is not documented`)
  return faults
}

const statusFaults = (asked: Described | undefined, status: number): string[] =>
  (asked ? asked.statuses.has(status) : status === 404 || status === 405) ? [] : [`status ${status} is not documented`]

const failureFaults = (asked: Described | undefined, status: number, text: string): string[] => {
  const faults = statusFaults(asked, status)
  const result = v.safeParse(ErrorBody, parse(text))
  if (!result.success) return [...faults, `the body of status ${status} is not that of an error`]
  const { code } = result.output.error
  if (statusOf[code as ApiErrorCode] !== status) faults.push(`status ${status} with ${code}`)
  if (asked && !errorsOf(asked.operation).includes(code as ApiErrorCode)) faults.push(`${code} is not documented`)
  return faults
}

const successFaults = (asked: Described, status: number, bytes: Buffer): string[] => {
  const faults = statusFaults(asked, status)
  const { answer, output } = asked.operation
  if (answer === 'none' && bytes.length > 0) faults.push('has a body')
  if (!output) return faults
  const result = v.safeParse(output, parse(bytes.toString()))
  return result.success ? faults : [...faults, `is not as documented: ${JSON.stringify(v.flatten(result.issues))}`]
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
