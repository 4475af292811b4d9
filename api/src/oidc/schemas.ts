import { z } from 'zod'

/** A value that the provider made: visible ASCII, as it stands in the address. */
const token = (max: number) => z.string().regex(/^[\x21-\x7e]+$/).max(max)

export const ProviderAddress = z.object({ url: z.url().describe('Send the browser there; it comes back to `/connexion/retour` with `state`, and `code` or `error`') }).meta({ id: 'ProviderAddress' })
export const ProviderAnswer = z
  .strictObject({
    state: token(200),
    code: token(4096).optional(),
    iss: token(500).optional().describe('Issuer, where the provider names it (RFC 9207)'),
    error: z.string().max(200).regex(/^[\x20-\x7e]+$/).optional().describe('In place of `code`, when the sign-in did not go through'),
  })
  .refine((answer) => (answer.code === undefined) !== (answer.error === undefined), { message: 'either code or error' })
  .meta({ id: 'ProviderAnswer', description: 'What the provider put in the address that it sent the browser back to.' })
