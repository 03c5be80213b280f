import { describe, expect, it } from 'vitest'
import { createNames, safeName, splitName } from './archive.names.ts'

describe('names in archives', () => {
  it.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\x', 'C_Windows_x'],
    ['a/b\0c', 'a_b_c'],
    ['CON', 'CON_'],
    ['aux.txt', 'aux_.txt'],
    ['.htaccess', 'htaccess'],
    ['ends. . ', 'ends'],
    ['e\u0301t\u00e9', 'été'],
    ['evil\u202egpj', 'evil_gpj'],
    ['..', 'x'],
    ['', 'x'],
    ['???', 'x'],
    ['\ud800', 'x'],
    ['海の写真', '海の写真'],
  ])('make %j safe: %j', (text, expected) => {
    const name = safeName(text, 'x')
    expect(name).toBe(expected)
    expect(name).not.toMatch(/[/\\\p{Cc}]|^\.|[. ]$/u)
  })

  it('are short, in whole characters', () => {
    expect(Buffer.byteLength(safeName('👩‍👩‍👧‍👦'.repeat(40), 'x'))).toBeLessThanOrEqual(240)
    expect(safeName('a'.repeat(300), 'x')).toHaveLength(60)
  })

  it('keep their endings', () => {
    expect(splitName('a.b.JPG')).toEqual({ stem: 'a.b', ending: '.JPG' })
    expect(splitName('.jpg')).toEqual({ stem: '.jpg', ending: '' })
    expect(splitName('a.b/c')).toEqual({ stem: 'a.b/c', ending: '' })
  })

  it('are given once, where upper and lower case, and the ways to write an accent, are the same', () => {
    const names = createNames()
    names.reserve('missing.txt')
    const take = (folder: string, stem: string, ending: string) => names.take(folder, stem, ending)
    expect(take('', 'IMG', '.jpg')).toBe('IMG.jpg')
    expect(take('', 'img', '.JPG')).toBe('img (2).JPG')
    expect(take('', 'IMG', '.jpg')).toBe('IMG (3).jpg')
    expect(take('a/', 'IMG', '.jpg')).toBe('a/IMG.jpg')
    expect(take('', 'IMG (2)', '.jpg')).toBe('IMG (2) (2).jpg')
    expect(take('', 'Missing', '.TXT')).toBe('Missing (2).TXT')
    expect(take('', 'e\u0301', '')).toBe('e\u0301')
    expect(take('', '\u00e9', '')).toBe('\u00e9 (2)')
  })
})
