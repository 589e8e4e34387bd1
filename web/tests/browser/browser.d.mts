import type { Browser, BrowserContext, Page } from 'playwright-core';

export function serve(): Promise<{ address: string; close: () => void }>;
export function launch(): Promise<Browser>;
export function visit(
  browser: Browser, address: string,
  visitor: { as?: string; language?: string; width?: number; height?: number; dark?: boolean; empty?: boolean; fail?: string },
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }>;
export function settled(page: Page): Promise<void>;
export function prepare(page: Page, screen: { press?: string[]; fill?: Record<string, string>; tick?: string[]; submit?: boolean }): Promise<void>;
