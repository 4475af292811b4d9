import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { Role, TotpCode } from '../auth/schemas.ts'
import { isoDateTime, lifecycleWire, line, listQuery, pageOf, solidLine, uuid } from '../schemas.ts'

const Grant = z.strictObject({ role: Role, perimeterId: uuid }).meta({ id: 'Grant', description: 'A role held on a perimeter and on all below it.' })

export const User = createSelectSchema(schema.users, { ...lifecycleWire, disabledAt: isoDateTime.nullable(), lastSignInAt: isoDateTime.nullable(), expiresAt: isoDateTime.nullable(), totpConfirmedAt: isoDateTime.nullable(), name: () => solidLine(120) })
  .omit({ passwordHash: true, totpSecret: true, totpLastStep: true })
  .extend({ grants: z.array(Grant), hasPassword: z.boolean(), hasIdentity: z.boolean().describe('Whether an account at the identity provider is bound to it') })
  .meta({ id: 'User', description: 'An account. Passwords and secrets are never read; `totpConfirmedAt` says since when a code is asked after the password.' })

const grants = z.array(Grant).min(1).max(20)
const email = z.email().max(254)
/** 12 to 256 characters, any of them, none required; not a common one. */
const password = solidLine(256).min(12)

export const UserCreate = z.strictObject({ email, name: solidLine(120), locale: z.enum(schema.locale.enumValues).default('fr'), password: password.optional().describe('Required where there is no identity provider'), grants }).meta({ id: 'UserCreate' })
export const UserPatch = z.strictObject({ name: solidLine(120).optional(), locale: z.enum(schema.locale.enumValues).optional(), grants: grants.optional(), disabled: z.boolean().optional(), password: password.optional() }).meta({ id: 'UserPatch', description: 'Disabling ends the account’s sessions and its API keys at once.' })
export const UserListQuery = z.strictObject({ ...listQuery(['name', '-name', 'createdAt', '-createdAt']), role: Role.optional(), q: line(120).optional() })
export const UserPage = pageOf(User, 'UserPage')

export const PasswordChange = z.strictObject({ current: solidLine(256), next: password }).meta({ id: 'PasswordChange' })
export const TotpBegin = z.strictObject({ password: solidLine(256) }).meta({ id: 'TotpBegin' })
export const TotpSecret = z.object({ secret: z.string().describe('Base32, to type; empty when the answer is a replay of an earlier request'), uri: z.string().describe('`otpauth://totp/…` (RFC 6238: SHA-1, six digits, 30 s), to draw as a QR code; empty in a replay') }).meta({ id: 'TotpSecret' })
export const TotpConfirm = z.strictObject({ code: TotpCode }).meta({ id: 'TotpConfirm' })
export const TotpRemove = z.strictObject({ password: solidLine(256), code: TotpCode }).meta({ id: 'TotpRemove' })
export const MePatch = z.strictObject({ name: solidLine(120).optional(), locale: z.enum(schema.locale.enumValues).optional(), digest: z.boolean().optional().describe('Whether the daily digest is sent') }).meta({ id: 'MePatch' })
export const SignIn = z.object({ id: uuid, method: z.string().describe('`password`, `oidc` (the identity provider), `pass` (a workshop pass) or `demonstration`'), userAgent: z.string(), createdAt: isoDateTime, lastSeenAt: isoDateTime, expiresAt: isoDateTime, current: z.boolean() }).meta({ id: 'SignIn', description: 'A signed-in browser.' })
export const SignInPage = pageOf(SignIn, 'SignInPage')
