import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
type Body<Id extends keyof operations> = operations[Id] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
export type Invitation = Schemas['Invitation']
export type InvitationStatus = Invitation['status']
export type InvitationPatch = Body<'updateInvitation'>
export type LinkedInvitation = Schemas['LinkedInvitation']
export type LinkedAnswer = Body<'answerLinkedInvitation'>
export type InvitationsCreate = Body<'invite'>
