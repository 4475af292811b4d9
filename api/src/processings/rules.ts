/** Shortest balancing test, in characters. */
export const BALANCING_MIN = 20

/** True where the legal basis holds: legitimate interest only with a written balancing test (GDPR 6(1)f). */
export const isBalanced = (p: { legalBasis: string; balancingTest: string }): boolean => p.legalBasis !== 'legitimate_interest' || p.balancingTest.trim().length >= BALANCING_MIN
