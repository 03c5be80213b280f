import { describe, expectTypeOf, it } from 'vitest'
import type { ErrorCode, ErrorDetails } from './codes.ts'
import { VitrineError } from './vitrine-error.ts'

describe('VitrineError', () => {
  it('asks for the details that belong to its code', () => {
    const error = new VitrineError('MEDIA_TOO_LARGE', { details: { bytes: 2, maxBytes: 1 } })
    expectTypeOf(error.details).toEqualTypeOf<{ bytes: number; maxBytes: number } | undefined>()
    // @ts-expect-error the details are missing
    new VitrineError('MEDIA_TOO_LARGE')
    // @ts-expect-error one of the details is missing
    new VitrineError('MEDIA_TOO_LARGE', { details: { bytes: 2 } })
  })

  it('takes no details where a code has none', () => {
    expectTypeOf(new VitrineError('PHOTO_NOT_FOUND').code).toEqualTypeOf<'PHOTO_NOT_FOUND'>()
    // @ts-expect-error this code has no details
    new VitrineError('PHOTO_NOT_FOUND', { details: { id: 1 } })
    // @ts-expect-error there is no such code
    new VitrineError('NO_SUCH_CODE')
  })

  it('narrows to the codes asked for', () => {
    const caught: unknown = new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds: 3 } })
    if (VitrineError.has(caught, 'RATE_LIMITED')) {
      expectTypeOf(caught.details).toEqualTypeOf<ErrorDetails<'RATE_LIMITED'> | undefined>()
    }
    if (VitrineError.is(caught)) expectTypeOf(caught.code).toEqualTypeOf<ErrorCode>()
  })
})
