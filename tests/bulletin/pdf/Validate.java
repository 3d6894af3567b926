import java.io.File;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks files against veraPDF's own profiles: java Validate.java 3a,ua1 FILE...
 *
 * The profiles are read here because the library reads them with an interface that newer Java lacks.
 * Written are lines of fields parted by tabs: "rule PROFILE CLAUSE", "checked PROFILE FILE CHECKS" and
 * "failed PROFILE FILE CLAUSE TEST MESSAGE PLACE".
 */
public class Validate {
    private static final int SHOWN = 5;

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("org.verapdf").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : arguments[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
            ValidationProfile profile = read(flavour);
            for (Rule rule : profile.getRules()) {
                say("rule", name, rule.getRuleId().getClause());
            }
            for (int at = 1; at < arguments.length; at++) {
                check(name, arguments[at], flavour, profile);
            }
        }
    }

    private static void check(String name, String file, PDFAFlavour flavour, ValidationProfile profile)
            throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
            PDFAValidator validator =
                Foundries.defaultInstance().createValidator(profile, SHOWN, false, false, false);
            ValidationResult result = validator.validate(parser);
            say("checked", name, file, String.valueOf(result.getTotalAssertions()));
            for (TestAssertion found : result.getTestAssertions()) {
                if (found.getStatus() == TestAssertion.Status.FAILED) {
                    String test = String.valueOf(found.getRuleId().getTestNumber());
                    String place = found.getLocation().getContext();
                    say("failed", name, file, found.getRuleId().getClause(), test, found.getMessage(), place);
                }
            }
        }
    }

    private static ValidationProfile read(PDFAFlavour flavour) throws Exception {
        String id = flavour.getId();
        String stem = id.startsWith("ua") ? "UA-" + id.substring(2) : "A-" + id.toUpperCase();
        String resource = "/org/verapdf/pdfa/validation/PDF" + stem + ".xml";
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(Validate.class.getResourceAsStream(resource));
        Set<Rule> rules = new HashSet<>();
        for (Element rule : all(document.getDocumentElement(), "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element found : all(document.getDocumentElement(), "variable")) {
            variables.add(Profiles.variableFromValues(found.getAttribute("name"), found.getAttribute("object"),
                text(found, "defaultValue"), text(found, "value")));
        }
        return Profiles.profileFromValues(
            flavour, Profiles.profileDetailsFromValues("", "", "", new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : all(rule, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
        }
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
            rule.getAttribute("object"), "true".equals(rule.getAttribute("deferred")) ? Boolean.TRUE : null,
            rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
            Profiles.errorFromValues(text(rule, "message"), arguments), new ArrayList<>());
    }

    private static String text(Element parent, String name) {
        return all(parent, name).get(0).getTextContent();
    }

    private static List<Element> all(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }

    private static void say(String... fields) {
        System.out.println(String.join("\t", fields).replace('\n', ' '));
    }
}
