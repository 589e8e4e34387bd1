import { createRoutesFromElements, matchRoutes, type RouteObject } from 'react-router';
import { describe, expect, it } from 'vitest';
import { screens } from '../../tests/browser/screens.mjs';
import { AppRoutes } from './app';

const routes = createRoutesFromElements(AppRoutes().props.children);

/** The whole path of every route that shows something by itself. */
function shown(list: RouteObject[], above = ''): string[] {
  return list.flatMap(route => {
    const path = route.index ? above || '/' : route.path ? `${above}/${route.path}` : above;
    return route.children ? shown(route.children, path) : [path];
  });
}

/** The route that an address leads to. */
function routeOf(address: string): string {
  const found = matchRoutes(routes, address.replace(/[?#].*$/, ''))!;
  return found.map(match => match.route.path ?? '').filter(Boolean).reduce((above, path) => `${above}/${path}`, '') || '/';
}

describe('screens that are looked at in a browser', () => {
  const looked = new Set(screens.map(screen => routeOf(screen.path)));

  it.each(shown(routes))('%s is among them', route => {
    expect([...looked]).toContain(route);
  });

  it('reads every route of the app', () => {
    expect(shown(routes)).toEqual(expect.arrayContaining(['/', '/consultations/:id', '/my-alerts/address/:token', '/*']));
    expect(shown(routes).length).toBeGreaterThan(50);
  });
});
