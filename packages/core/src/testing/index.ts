export { type StorageConformanceCase, storageConformanceCases } from './storage-conformance.ts'
export {
  createTestClock,
  createTestGallery,
  type TestClock,
  type TestGallery,
  type TestGalleryOptions,
  testPasswordCost,
} from './test-gallery.ts'
