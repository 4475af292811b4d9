/** A path of this site, never a way out to another one; the home page in place of anything else. */
export const ownPath = (wanted: unknown): string => (typeof wanted === 'string' && /^\/(?![/\\])/.test(wanted) ? wanted : '/')

const KEY = 'sign-in-next'

/** Keeps where to go after a sign-in at the provider, in this tab only. */
export function keepNext(path: string): void {
  try {
    sessionStorage.setItem(KEY, path)
  } catch {
    // Storage can be forbidden: the sign-in then ends on the home page.
  }
}

/** Where to go, once. */
export function takeNext(): string {
  try {
    const kept = sessionStorage.getItem(KEY)
    sessionStorage.removeItem(KEY)
    return ownPath(kept)
  } catch {
    return '/'
  }
}
