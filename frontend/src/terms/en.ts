export default {
  panel: { title: "Terms" },
};
