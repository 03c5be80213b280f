import { describe, expect, it } from 'vitest'
import { createLinks, fromSlugSegment, toBasePath } from './links.ts'

describe('links', () => {
  it('builds every address below the base path', () => {
    const links = createLinks({ basePath: 'gallery/' })
    const album = { id: 12, slug: 'ísland' }
    expect(links.homeUrl()).toBe('/gallery/')
    expect(links.albumUrl(album, { cursor: 'a b', empty: '', none: undefined })).toBe(
      '/gallery/albums/12-%C3%ADsland?cursor=a+b',
    )
    expect(links.albumUrl({ id: 12, slug: '' })).toBe('/gallery/albums/12')
    expect(links.photoUrl({ id: 3 }, { album, recursive: true })).toBe(
      '/gallery/albums/12-%C3%ADsland/photos/3?recursive=1',
    )
    expect(links.photoUrl({ id: 3 }, { q: 'a&b' })).toBe('/gallery/photos/3?q=a%26b')
    expect(links.derivativeUrl(3, 'medium', 'K_-', 'webp')).toBe('/gallery/media/3/medium-K_-.webp')
    expect(links.originalUrl(3)).toBe('/gallery/api/v1/photos/3/original')
    expect(links.assetUrl('mosaic/a b.css')).toBe('/gallery/assets/mosaic/a%20b.css')
    expect(links.signInUrl('/gallery/albums/1')).toBe('/gallery/sign-in?return=%2Fgallery%2Falbums%2F1')
  })

  it('comes back to addresses of this server only', () => {
    for (const basePath of ['', '/gallery']) {
      const links = createLinks({ basePath })
      const inside = `${basePath}/albums/1?page=2`
      expect(links.safeReturnTo(inside)).toBe(inside)
      const outside = [
        '//evil.example',
        '/\\evil.example',
        '\\\\evil.example',
        'https:evil.example',
        'https://evil.example/',
        'javascript:alert(1)',
        '/\t/evil.example',
        '/\n/evil.example',
        `${basePath}/x\\..\\..\\evil`,
        'albums/1',
        '',
        null,
        undefined,
        `/${'x'.repeat(3000)}`,
      ]
      for (const value of outside) expect(links.safeReturnTo(value), String(value)).toBe(`${basePath}/`)
      expect(links.signInUrl('//evil.example')).toBe(`${basePath}/sign-in`)
    }
    expect(createLinks({ basePath: '/gallery' }).safeReturnTo('/galleryevil')).toBe('/gallery/')
    expect(createLinks({ basePath: '/gallery' }).safeReturnTo('/other')).toBe('/gallery/')
  })

  it('does not leave its base path by way of dots', () => {
    expect(createLinks({ basePath: '/gallery' }).safeReturnTo('/gallery/../admin')).toBe('/gallery/')
    expect(createLinks({ basePath: '/gallery' }).safeReturnTo('/gallery/%2e%2e/admin')).toBe('/gallery/')
  })

  it('reads ids out of readable addresses', () => {
    expect(fromSlugSegment('12-iceland')).toBe(12)
    expect(fromSlugSegment('12')).toBe(12)
    for (const bad of ['iceland', '012', '0', '12iceland', '-12', '1e3', '99999999999999999', '', undefined]) {
      expect(fromSlugSegment(bad), String(bad)).toBeNull()
    }
  })

  it('takes plain base paths only', () => {
    expect(toBasePath('/')).toBe('')
    expect(toBasePath(undefined)).toBe('')
    expect(toBasePath('//a/b//')).toBe('/a/b')
    for (const bad of ['/a b', '/a?b', '/..', '/a/../b', '/<x>', '/a//b'])
      expect(() => toBasePath(bad), bad).toThrow(RangeError)
  })
})
