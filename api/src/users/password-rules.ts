import { searchKey } from '@convergence/db'
import { userErrors } from './errors.ts'

// The words that guessers try first, and the organisation's own; a longer list arrives with the trust issue.
const WEAK = ['motdepasse', 'password', 'azerty', 'qwerty', '123456', 'bonjour', 'soleil', 'doudou', 'loulou', 'marseille', 'iloveyou', 'admin', 'welcome', 'letmein', 'convergence', 'mutuelle', 'harmonie', 'dris']

/** Refuses a password that is little more than a common word or the organisation's name (S-09); length is the schema's. */
export function requireStrongPassword(password: string): void {
  const folded = searchKey(password).replace(/[^a-z0-9]/g, '')
  const rest = WEAK.reduce((text, word) => text.replaceAll(word, ''), folded)
  if (new Set(folded).size < 5 || rest.replace(/\d/g, '').length < 5) throw userErrors['password-too-common']()
}
