// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { chooseBrowser } from './browser.ts'

const machine = (...programs: string[]) => (program: string): boolean => programs.includes(program)

describe('the browser of the journeys', () => {
  it('is the machine\'s own, the first on the path that starts', () => {
    expect(chooseBrowser({ PATH: '/a:/b' }, machine('/b/google-chrome', '/b/chromium'))).toBe('/b/chromium')
    expect(chooseBrowser({ PATH: '/a:/b' }, machine('/a/google-chrome', '/b/chromium'))).toBe('/a/google-chrome')
  })

  it('is found in its usual place when the path does not lead there', () => {
    expect(chooseBrowser({}, machine('/usr/bin/chromium'))).toBe('/usr/bin/chromium')
  })

  it('is the package\'s where the machine has none', () => {
    expect(chooseBrowser({ PATH: '/a:/b' }, machine())).toBeUndefined()
  })

  it('is the one that CHROMIUM_PATH names, and never silently another', () => {
    expect(chooseBrowser({ PATH: '/a', CHROMIUM_PATH: '/mine' }, machine('/mine', '/a/chromium'))).toBe('/mine')
    expect(chooseBrowser({ PATH: '/a', CHROMIUM_PATH: 'package' }, machine('/a/chromium'))).toBeUndefined()
    expect(() => chooseBrowser({ PATH: '/a', CHROMIUM_PATH: '/gone' }, machine('/a/chromium'))).toThrow('/gone')
  })
})
