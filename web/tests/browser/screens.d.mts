export const screens: { name: string; path: string; as?: string; empty?: boolean; fail?: string; press?: string[] }[];
