import { describe, expect, it } from 'vitest'
import { isSidecarName, sidecarCandidates } from './sidecar-names.ts'

describe('sidecar names', () => {
  it('knows a sidecar by its extension, whatever the case', () => {
    expect(['a.xmp', 'a.JPG.XMP', 'a.Xmp'].map(isSidecarName)).toEqual([true, true, true])
    expect(['a.jpg', '.xmp', 'xmp', 'a.xmp.jpg'].map(isSidecarName)).toEqual([false, false, false, false])
  })

  it('looks for both conventions, the whole name first', () => {
    expect(sidecarCandidates('IMG_1.JPG').slice(0, 2)).toEqual(['IMG_1.JPG.xmp', 'IMG_1.xmp'])
    expect(sidecarCandidates('IMG_1.JPG')).toContain('IMG_1.XMP')
    expect(sidecarCandidates('.hidden')).toEqual(['.hidden.xmp', '.hidden.XMP', '.hidden.Xmp'])
  })
})
