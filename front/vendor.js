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
const rings = (polygon) => polygon.map((ring) => ring.map(near));
const polygons = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).map(rings);

mkdirSync(into(""), { recursive: true });
writeFileSync(into("d3.js"), D3.map((name) => read(`d3-${name}/dist/d3-${name}.min.js`)).join("\n"));
copyFileSync(here("node_modules/htmx.org/dist/htmx.min.js"), into("htmx.js"));

const world = JSON.parse(read("world-atlas/countries-110m.json"));
const shapes = feature(world, world.objects.countries).features.map((country) => ({
  name: country.properties.name,
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
