import { schema } from '@convergence/db'
import { z } from 'zod'
import { isoDateTime, solidLine, uuid } from '../schemas.ts'

export const Role = z.enum(schema.role.enumValues).meta({ id: 'Role' })

export const LoginBody = z.strictObject({ email: z.email().max(254), password: solidLine(256) }).meta({ id: 'Login' })
export const DemoBody = z.strictObject({ role: Role }).meta({ id: 'DemonstrationLogin' })

export const TotpCode = z.string().regex(/^\d{6}$/).describe('Six digits of the authenticator application; each serves once')
export const CodeBody = z.strictObject({ code: TotpCode }).meta({ id: 'SignInCode' })
export const CodeOwed = z.object({ codeOwed: z.literal(true), expiresAt: isoDateTime }).meta({ id: 'CodeOwed', description: 'The password is right; the account also wants a code, from this browser, before `expiresAt`.' })

export const SignedOut = z.object({ endSessionUrl: z.url().describe('Where the browser ends its sign-in at the provider; it comes back to `/connexion`') }).meta({ id: 'SignedOut' })

export const Me = z
  .object({
    user: z.object({ id: uuid, name: z.string(), email: z.string(), locale: z.enum(schema.locale.enumValues), digest: z.boolean().describe('Whether the daily digest is sent'), hasPassword: z.boolean(), totp: z.boolean().describe('Whether a code is asked after the password') }),
    grants: z.array(z.object({ role: Role, perimeterId: uuid })),
    roles: z.array(Role),
    demonstration: z.boolean(),
    passFor: uuid.nullable().describe('The one session that a workshop pass opens; null for an account'),
  })
  .meta({ id: 'Me', description: 'The signed-in person with the roles held on each perimeter.' })
