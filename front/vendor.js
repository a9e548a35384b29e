// Puts what the page takes from others into src/foedus/web/vendor: d3's modules as one file, htmx, and the world as GeoJSON.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { feature, mesh } from "topojson-client";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const into = (name) => here(`../src/foedus/web/vendor/${name}`);
const read = (path) => readFileSync(here(`node_modules/${path}`), "utf8");

// In the order in which each needs the ones before it.
const D3 = ["dispatch", "color", "ease", "timer", "interpolate", "selection", "transition", "drag", "zoom"];

const near = (point) => point.map((degrees) => Math.round(degrees * 100) / 100);
const polygons = (geometry) =>
  (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).flatMap((polygon) => cut(polygon));

// The atlas joins land across the meridian of 180 degrees; on a flat sheet it has to be cut there again.
function cut([outer, ...holes]) {
  const ring = unwrapped(outer);
  const lons = ring.map(([lon]) => lon);
  if (Math.min(...lons) >= -180 && Math.max(...lons) <= 180) return [[ring, ...holes].map((r) => r.map(near))];
  return [-360, 0, 360].map((shift) => clipped(ring.map(([lon, lat]) => [lon + shift, lat]))).filter((r) => r.length > 3).map((r) => [r.map(near)]);
}

// Longitudes that go on past 180 where the ring does; round a pole it is closed along the pole.
function unwrapped(ring) {
  let turn = 0;
  const found = ring.map(([lon, lat], n) => {
    if (n && lon - ring[n - 1][0] > 180) turn -= 360;
    if (n && lon - ring[n - 1][0] < -180) turn += 360;
    return [lon + turn, lat];
  });
  const [first, last] = [found[0], found.at(-1)];
  return Math.abs(last[0] - first[0]) < 1 ? found : [...found, [last[0], -90], [first[0], -90], first];
}

function clipped(ring) {
  for (const [edge, inside] of [[-180, (p) => p[0] >= -180], [180, (p) => p[0] <= 180]]) {
    ring = ring.flatMap((point, n) => {
      const before = ring[(n + ring.length - 1) % ring.length];
      const crossing = () => [edge, before[1] + ((point[1] - before[1]) * (edge - before[0])) / (point[0] - before[0])];
      if (inside(point)) return inside(before) ? [point] : [crossing(), point];
      return inside(before) ? [crossing()] : [];
    });
  }
  return ring.length ? [...ring, ring[0]] : ring;
}

// Names that the atlas shortens.
const NAMES = { "Dem. Rep. Congo": "Democratic Republic of the Congo", "Eq. Guinea": "Equatorial Guinea" };

mkdirSync(into(""), { recursive: true });
writeFileSync(into("d3.js"), D3.map((name) => read(`d3-${name}/dist/d3-${name}.min.js`)).join("\n"));
copyFileSync(here("node_modules/htmx.org/dist/htmx.min.js"), into("htmx.js"));

const world = JSON.parse(read("world-atlas/countries-110m.json"));
const shapes = feature(world, world.objects.countries).features.map((country) => ({
  name: NAMES[country.properties.name] ?? country.properties.name,
  polygons: polygons(country.geometry),
}));
const land = polygons(feature(world, world.objects.land).features[0].geometry);
const borders = mesh(world, world.objects.countries, (one, other) => one !== other).coordinates.map((line) => line.map(near));
writeFileSync(into("world.json"), JSON.stringify({ land, borders, countries: shapes }));

const licences = [...D3.map((name) => `d3-${name}`), "htmx.org", "topojson-client", "world-atlas"].map((name) => {
  const { version, license } = JSON.parse(read(`${name}/package.json`));
  return `${name} ${version} (${license})\n\n${read(`${name}/LICENSE`).trim()}\n`;
});
writeFileSync(into("LICENSES.txt"), licences.join(`\n${"-".repeat(72)}\n\n`));
