import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Writes text so that a copy of the database alone does not tell it: the key is made from the secret of the server, which no table holds. */
export interface Sealer { seal(text: string): string; /** The text; null when it was sealed under another secret. What was never sealed comes back as it is. */ open(text: string): string | null }

const MARK = 'sealed:'
const BLOCK = 256
const IV = 12
const TAG = 16

export const isSealed = (text: string): boolean => text.startsWith(MARK)

/** Every sealed text is a multiple of 256 bytes long, so that its length does not tell what it says. Each purpose has a key of its own. */
export function sealerOf(secret: string, purpose = 'evaluation sheets'): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  return {
    seal(text) {
      const plain = Buffer.from(JSON.stringify(text))
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(BLOCK - (plain.length % BLOCK), ' ')])), cipher.final()])
      return MARK + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(text) {
      if (!isSealed(text)) return text
      const bytes = Buffer.from(text.slice(MARK.length), 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV))
        decipher.setAuthTag(bytes.subarray(IV, IV + TAG))
        return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString()) as string
      } catch {
        return null
      }
    },
  }
}
