export default {
  duration: { hours: "{{count}} h", minutes: "{{count}} min", seconds: "{{count}} s" },
  tab: "Time",
};
