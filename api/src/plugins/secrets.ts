const KEY = /cvg_[\w-]{8}_[\w-]{20,}|cvt_[\w-]{20,}/

/** Whether an address holds an API key or a token of one, as it is or percent-encoded. */
export function holdsKey(url: string): boolean {
  return KEY.test(url) || (url.includes('%') && KEY.test(url.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))))
}

/** The path of an address as the log may keep it: without what follows `?`, and nothing of one that holds a key. */
export const loggablePath = (url: string): string => (holdsKey(url.split('?')[0] ?? '') ? '[redacted]' : url.split('?')[0] ?? '')
