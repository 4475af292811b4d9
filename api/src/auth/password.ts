import { channel } from 'node:diagnostics_channel'
import { hash, verify } from '@node-rs/argon2'

// ASVS 5.0 appendix C: argon2id, at least 19 MiB, t=2, p=1. The enum is ambient, so its number stands here.
const ARGON2ID = 2
const options = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), options)

/** A hash of nothing known, so that an unknown address takes as long as a wrong password. */
const decoy = hashPassword('convergence-decoy-' + Math.random().toString(36))

/** Tells whoever listens the cost of each verification, the parameters at the head of the hash: instruments, and the test that an unknown address costs as much. */
export const VERIFIED = 'convergence.password.verified'
const verified = channel(VERIFIED)

/** True when the password is that of the hash; takes the same time when there is no hash. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? (await decoy)
  const matches = await verify(against, password.normalize('NFKC'))
  verified.publish(against.split('$').slice(0, 4).join('$'))
  return matches && passwordHash !== null
}
