export const screens: {
  name: string; path: string; as?: string; empty?: boolean; fail?: string; press?: string[];
  /** What is written into which fields, by id; what is ticked, by value; and whether the form is sent off. */
  fill?: Record<string, string>; tick?: string[]; submit?: boolean;
}[];
