import { expect, it } from 'vitest'
import { networkOf } from './network.ts'

it('keeps of an address what many share', () => {
  expect(networkOf('203.0.113.42')).toBe('203.0.113.0')
  expect(networkOf('::ffff:203.0.113.42')).toBe('203.0.113.0')
  expect(networkOf('2001:db8:7:8:9:a:b:c')).toBe('2001:db8:7::')
  expect(networkOf('2001:0DB8::9')).toBe('2001:db8:0::')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0::')
  expect(networkOf('::1')).toBe('0:0:0::')
  for (const wrong of ['', 'example.org', '1.2.3', '203.0.113.42:80']) expect(networkOf(wrong)).toBeNull()
})
