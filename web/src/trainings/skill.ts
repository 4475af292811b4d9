import { useI18n } from 'vue-i18n'
import type { TrainingAttendance } from './store.ts'

/** The name of a skill: the one that running a session asks for is known by a code. */
export function useSkillName(): (skill: string) => string {
  const { t, te } = useI18n()
  return (skill) => (te(`qualifications.skill.${skill}`) ? t(`qualifications.skill.${skill}`) : skill)
}

export type Verdict = 'registered' | 'passed' | 'failed' | 'attended' | 'absent'
/** One word for what is known of somebody on a sheet. */
export const verdictOf = ({ status, passed }: Pick<TrainingAttendance, 'status' | 'passed'>): Verdict => (status === 'attended' ? (passed === true ? 'passed' : passed === false ? 'failed' : 'attended') : status)
/** What is written for a word. */
export const answerOf = (verdict: Verdict): Pick<TrainingAttendance, 'status' | 'passed'> => (verdict === 'registered' || verdict === 'absent' ? { status: verdict, passed: null } : { status: 'attended', passed: verdict === 'passed' ? true : verdict === 'failed' ? false : null })
