import type { HostConformanceCase } from './conformance.types.ts'
import { connectionCases } from './connection-cases.ts'
import { pageCases } from './page-cases.ts'
import { protocolCases } from './protocol-cases.ts'
import { sessionCases } from './session-cases.ts'
import { uploadCases } from './upload-cases.ts'

/**
 * What a gallery needs of the program that it is mounted in: that requests and answers pass through it as they are.
 *
 * All cases may run against one mounted gallery, one after the other. It has to be a new one with one administrator.
 *
 * @example
 * const host = { baseUrl: 'http://127.0.0.1:3000/photos', account: { username: 'admin', password } }
 * for (const { name, run } of hostConformanceCases) it(name, () => run(host))
 */
export const hostConformanceCases: readonly HostConformanceCase[] = [
  ...protocolCases,
  ...pageCases,
  ...sessionCases,
  ...uploadCases,
  ...connectionCases,
]
