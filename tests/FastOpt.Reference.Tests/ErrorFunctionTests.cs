namespace FastOpt.Reference.Tests;

public class ErrorFunctionTests
{
    /// <summary>Values of the C library's erf.</summary>
    [Theory]
    [InlineData(1e-300, 1.1283791670955126e-300)]
    [InlineData(1e-10, 1.1283791670955126e-10)]
    [InlineData(0.1, 0.1124629160182849)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(1, 0.8427007929497149)]
    [InlineData(1.5, 0.9661051464753108)]
    [InlineData(2, 0.9953222650189527)]
    [InlineData(2.5, 0.999593047982555)]
    [InlineData(2.999, 0.9999777698314002)]
    [InlineData(3, 0.9999779095030014)]
    [InlineData(3.001, 0.9999780483390822)]
    [InlineData(4, 0.9999999845827421)]
    [InlineData(5, 0.9999999999984626)]
    [InlineData(5.9, 0.9999999999999999)]
    [InlineData(6.5, 1.0)]
    [InlineData(30, 1.0)]
    public void AgreesWithTheCLibrary(double x, double expected)
    {
        Assert.Equal(expected, ErrorFunction.Erf(x), expected * 2e-15);
        Assert.Equal(-expected, ErrorFunction.Erf(-x), expected * 2e-15);
    }

    [Fact]
    public void SpecialValues()
    {
        Assert.Equal(0, ErrorFunction.Erf(0));
        Assert.Equal(1, ErrorFunction.Erf(double.PositiveInfinity));
        Assert.Equal(-1, ErrorFunction.Erf(double.NegativeInfinity));
        Assert.True(double.IsNaN(ErrorFunction.Erf(double.NaN)));
    }
}
