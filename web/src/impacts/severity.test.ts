import { describe, expect, it } from 'vitest'
import { bodyOf, decisive, emptyDraft, worstOf } from './severity.ts'

describe('severity while one types', () => {
  it('is the worst of three, never their mean, and names what decides it', () => {
    expect(worstOf({ scale: 1, scope: 1, irremediability: 5 })).toBe(5)
    expect(decisive({ scale: 4, scope: 4, irremediability: 1 })).toEqual(['scale', 'scope'])
  })
})

describe('bodyOf', () => {
  it('sends a likelihood exactly when the impact is potential', () => {
    expect(bodyOf({ ...emptyDraft(), likelihood: 4 }, 'p').likelihood).toBeNull()
    expect(bodyOf({ ...emptyDraft(), actuality: 'potential', likelihood: 4 }, 'p').likelihood).toBe(4)
  })
  it('leaves out an unknown day, and says plainly that there is no pillar', () => {
    const body = bodyOf({ ...emptyDraft(), title: ' Effet ' }, 'p')
    expect('since' in body).toBe(false)
    expect(body).toMatchObject({ title: 'Effet', pillarId: null, perimeterId: 'p' })
  })
})
