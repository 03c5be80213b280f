export type { ConformanceHost, HostConformanceCase } from './conformance.types.ts'
export { hostConformanceCases } from './host-conformance.ts'
