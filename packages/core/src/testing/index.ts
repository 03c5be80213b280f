export { type StorageConformanceCase, storageConformanceCases } from './storage-conformance.ts'
